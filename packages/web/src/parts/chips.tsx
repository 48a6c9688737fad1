interface ChipsProps {
  legend: string;
  options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[];
  chosen: readonly string[];
  onChange(chosen: string[]): void;
  fault?: string | undefined;
}

/** Any number of options: checkboxes that look like chips. The order is the options', whatever was chosen first. */
export const Chips = ({ legend, options, chosen, onChange, fault }: ChipsProps) => {
  const all = options.map(({ value }) => value);
  const isAll = all.every((value) => chosen.includes(value));
  const toggle = (one: string) =>
    onChange(all.filter((value) => (value === one ? !chosen.includes(value) : chosen.includes(value))));
  return (
    <fieldset class="chips">
      <legend class="field-label">
        {legend}{" "}
        <button type="button" class="link-button" onClick={() => onChange(isAll ? [] : all)}>
          {isAll ? "none" : "all"}
          <span class="only-read"> {legend}</span>
        </button>
      </legend>
      <div class="chips-row">
        {options.map(({ value, label, hint }) => (
          <label key={value} class="chip" title={hint}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            <span class="chip-face">{label}</span>
          </label>
        ))}
      </div>
      {fault && <span class="field-fault">Accepted: {fault}</span>}
    </fieldset>
  );
};

import { jobStates } from "@crisscross/core/standing/job-state";
import { useState } from "preact/hooks";
import { Pick } from "../parts/choice.tsx";

interface FiltersProps {
  query: Readonly<Record<string, string>>;
  onChange(query: Record<string, string | undefined>): void;
}

const states = [
  { value: "", label: "Every state" },
  ...jobStates.map((state) => ({ value: state, label: state })),
];

/** What the list is narrowed to. A tag is a key with its value, or its key alone. */
export function Filters({ query, onChange }: FiltersProps) {
  const [tag, setTag] = useState(query.tag ?? "");
  const ask = (state: string | undefined, wanted: string) =>
    onChange({ state: state || undefined, tag: wanted.trim() || undefined });
  const submit = (event: Event) => {
    event.preventDefault();
    ask(query.state, tag);
  };
  return (
    <form class="filters" onSubmit={submit}>
      <Pick legend="State" options={states} value={query.state ?? ""} onChoose={(state) => ask(state, tag)} />
      <label class="field">
        <span class="field-label">Tag</span>
        <input
          class="input"
          type="search"
          placeholder="team=edge"
          value={tag}
          onInput={({ currentTarget }) => setTag(currentTarget.value)}
        />
      </label>
      <button type="submit" class="button">
        Filter
      </button>
    </form>
  );
}

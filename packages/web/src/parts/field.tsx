import { useId } from "preact/hooks";

interface FieldProps {
  label: string;
  value: string;
  onInput(value: string): void;
  hint?: string | undefined;
  /** What would be accepted instead of the value. */
  fault?: string | undefined;
  isNumber?: boolean;
  placeholder?: string;
}

/** One line of text, with what it is for and what is wrong with it, both read with it. */
export function Field({
  label,
  value,
  onInput,
  hint,
  fault,
  isNumber = false,
  placeholder = "",
}: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="input"
        type="text"
        inputMode={isNumber ? "numeric" : "text"}
        value={value}
        placeholder={placeholder}
        aria-invalid={fault !== undefined}
        aria-describedby={described || undefined}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
      {hint && (
        <span class="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault && (
        <span class="field-fault" id={`${id}-fault`}>
          Accepted: {fault}
        </span>
      )}
    </div>
  );
}

/** Text as one word of bash and zsh. */
export const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Text as one word of fish, where a backslash means something within quotes as well. */
export const quoteForFish = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;

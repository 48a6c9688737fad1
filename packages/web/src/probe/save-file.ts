/** Hands a document to the browser to keep as a file. */
export function saveFile(name: string, document: object): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(document)], { type: "application/json" }));
  const link = window.document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

export default function LettersView() {
  return <h1>Letters</h1>;
}

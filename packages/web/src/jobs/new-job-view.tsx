export default function NewJobView() {
  return <h1>NewJob</h1>;
}

export default function JobView() {
  return <h1>Job</h1>;
}

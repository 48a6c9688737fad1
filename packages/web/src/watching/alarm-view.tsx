export default function AlarmView() {
  return <h1>Alarm</h1>;
}

export default function MapView(_: object) { return <h1>stub</h1>; }

/**
 * Tries, inside a page, every way that browsers have to reach a port: requests with and without preflight, forms, frames,
 * scripts, images, WebSocket, EventSource. Gives what could be read. Runs in the browser: it can use nothing from outside.
 */
globalThis.attack = async ({ port, host = "127.0.0.1", requests }) => {
  const loot = [];
  const base = `http://${host}:${port}`;
  await tryRequests(base, requests, loot);
  await tryForms(base, host === "127.0.0.1", loot);
  await tryElements(base, loot);
  await tryStreams(base, loot);
  return loot;
};

const waitMs = 1_000;
const within = (task) => Promise.race([task, new Promise((resolve) => setTimeout(resolve, waitMs))]);

async function tryRequests(base, requests, loot) {
  async function load(how, url, init) {
    try {
      const answer = await fetch(url, init);
      const text = await answer.text();
      if (answer.type !== "opaque") loot.push({ how, status: answer.status, text });
    } catch {
      // The browser let nothing through.
    }
  }

  for (const { what, method = "GET", path = "/", headers = {}, body } of requests) {
    if (method === "TRACE") continue;
    const hasBody = method !== "GET" && method !== "DELETE" && method !== "OPTIONS";
    const sent = { method, ...(hasBody && { body: String(body ?? "") }) };
    const allowed = Object.entries(headers).filter(([name]) => !/^(origin|access-control-)/.test(name));
    await load(`${what}, with its headers`, base + path, {
      ...sent,
      headers: Object.fromEntries(allowed.map(([name, value]) => [name, String(value)])),
      credentials: "include",
    });
    await load(`${what}, without headers`, base + path, sent);
    if (hasBody || method === "GET")
      await load(`${what}, no-cors`, base + path, { ...sent, mode: "no-cors" });
  }
}

async function tryForms(base, isOwnHost, loot) {
  const frame = document.createElement("iframe");
  frame.name = "target";
  document.body.append(frame);
  for (const enctype of ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data"]) {
    const form = document.createElement("form");
    Object.assign(form, { action: `${base}/`, method: "post", target: "target" });
    form.enctype = enctype;
    const input = document.createElement("input");
    Object.assign(input, { name: "Action", value: "Publish" });
    form.append(input);
    document.body.append(form);
    const loaded = new Promise((resolve) => {
      frame.onload = () => resolve();
    });
    form.submit();
    await within(loaded);
    try {
      const text = frame.contentDocument?.body.innerText ?? "";
      if (text !== "" && isOwnHost) loot.push({ how: `form ${enctype}`, status: 0, text });
    } catch {
      // Another origin's frame cannot be read.
    }
  }
}

async function tryElements(base, loot) {
  for (const name of ["script", "img"]) {
    const element = document.createElement(name);
    const outcome = new Promise((resolve) => {
      element.onload = () => resolve("loaded");
      element.onerror = () => resolve("failed");
    });
    element.src = `${base}/v1/jobs`;
    document.body.append(element);
    if ((await within(outcome)) === "loaded") loot.push({ how: name, status: 0, text: "loaded" });
  }
}

async function tryStreams(base, loot) {
  const socket = new WebSocket(`${base.replace("http", "ws")}/`);
  const opened = new Promise((resolve) => {
    socket.onopen = () => resolve("open");
    socket.onerror = () => resolve("failed");
  });
  if ((await within(opened)) === "open") loot.push({ how: "WebSocket", status: 0, text: "open" });
  socket.close();
  const source = new EventSource(`${base}/v1/jobs`);
  const streamed = new Promise((resolve) => {
    source.onopen = () => resolve("open");
    source.onerror = () => resolve("failed");
  });
  if ((await within(streamed)) === "open") loot.push({ how: "EventSource", status: 0, text: "open" });
  source.close();
}

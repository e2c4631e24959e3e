// Keeps what the page says to the messenger until the loader is there.
globalThis.causerie ||= function () {
  (globalThis.causerie.q ||= []).push(arguments);
};

// How a client of line 2.x finds the revision: legacy, auto, or pinned to one.
export function negotiation(mode) {
  return { versionNegotiation: { mode: /^\d/.test(mode) ? { pin: mode } : mode } };
}

import { secretMark } from "./secret-mark";

/** A kubeconfig with one context, `dev`; nothing listens where it leads. */
export const unreachableKubeconfig = `
current-context: dev
clusters: [{ name: dev, cluster: { server: "https://127.0.0.1:1" } }]
users: [{ name: dev, user: { token: ${secretMark} } }]
contexts: [{ name: dev, context: { cluster: dev, user: dev } }]
`;

/** A key that the clouds' answers and kubeconfigs hold: it must never be seen in plain state. */
export const secretMark = "must-stay-secret";

/**
 * Keys of a stack file that are text or a block. Here they are two fields, as a field has one type in every language: text
 * has the key's name, and a block the name that stands here.
 */
export const twoFields: Readonly<Record<string, string>> = {
    release: "unlistedRelease",
    environment: "environmentFrom",
};

import { both, matching, objectOf, oneOf, text, yesOrNo } from "./property-rules";
import { kmsKey, labels, member, projectId, region, role, someProject } from "./gcp-values";
import type { Context, Inputs, TypeRules } from "./rules";

// "123456s" yes; "90d" no
const seconds = matching(/^\d+s$/, "a number of seconds with an s behind it");
const service = matching(/^[a-z]+\.googleapis\.com$/, "a service such as storage.googleapis.com");
// Compute Engine's agent comes with the service, and asking for it is an error:
// https://github.com/terraform-google-modules/terraform-google-project-factory/pull/628
const serviceWithIdentity = matching(/^(?!compute\.)/, "a service whose identity can be asked for");
// https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings/create
const kmsName = matching(/^[-_a-zA-Z0-9]{1,63}$/, "a name of at most 63 letters, digits, - and _");
const accountName = matching(/^projects\/[^/]+\/serviceAccounts\/\S+@\S+$/, "a service account's full name");
// Cloud Storage's attribute is for credential access boundaries alone:
// https://cloud.google.com/iam/docs/conditions-attribute-reference#storage-api-attributes
const expression = matching(
    /^(?!.*storage\.googleapis\.com\/objectListPrefix).+$/s,
    "a condition that a role binding can have",
);
const condition = objectOf({ title: text, description: text, expression }, ["title", "expression"]);

const named = ({ name }: Inputs, { name: own, serial }: Context) => name ?? `${own}-${serial}`;
const etag = () => ({ etag: "BwY=" });

/** One right of one member on one thing; nothing of it can change. */
function grantOn(field: string, rule: TypeRules["properties"][string]): TypeRules {
    return {
        required: [field, "role", "member"],
        properties: { [field]: rule, role, member },
        replaces: [field, "role", "member"],
        outputs: etag,
        id: (inputs) => `${inputs[field]}/${inputs["role"]}/${inputs["member"]}`,
    };
}

/** Services, identities, rights and keys. */
export const gcpAccessTypes: Readonly<Record<string, TypeRules>> = {
    "gcp:projects/service:Service": {
        required: ["service"],
        properties: { project: projectId, service, disableOnDestroy: yesOrNo },
        replaces: ["project", "service"],
        outputs: () => ({}),
        id: ({ project, service: enabled }) => `${project}/${enabled}`,
    },
    "gcp:projects/serviceIdentity:ServiceIdentity": {
        required: ["service"],
        properties: { project: projectId, service: both(service, serviceWithIdentity) },
        replaces: ["project", "service"],
        outputs: () => {
            const email = "service-1@container-engine-robot.iam.gserviceaccount.com";
            return { email, member: `serviceAccount:${email}` };
        },
        id: ({ project, service: of }) => `projects/${project}/services/${of}`,
    },
    "gcp:projects/iAMMember:IAMMember": {
        required: ["project", "role", "member"],
        properties: { project: projectId, role, member, condition },
        replaces: ["project", "role", "member", "condition"],
        outputs: etag,
        id: (inputs) => `${inputs["project"]}/${inputs["role"]}/${inputs["member"]}`,
    },
    "gcp:serviceaccount/account:Account": {
        required: ["accountId"],
        properties: {
            accountId: matching(/^[a-z][-a-z0-9]{4,28}[a-z0-9]$/, "6 to 30 lower-case letters, digits and -"),
            displayName: matching(/^.{1,100}$/, "at most 100 characters"),
        },
        replaces: ["accountId"],
        physicalName: "accountId",
        outputs: ({ accountId }) => {
            const email = `${accountId}@${someProject}.iam.gserviceaccount.com`;
            const name = `projects/${someProject}/serviceAccounts/${email}`;
            return { email, name, member: `serviceAccount:${email}`, uniqueId: "100000000000000000001" };
        },
        id: ({ accountId }) =>
            `projects/${someProject}/serviceAccounts/${accountId}@${someProject}.iam.gserviceaccount.com`,
    },
    "gcp:serviceaccount/iAMMember:IAMMember": grantOn("serviceAccountId", accountName),
    "gcp:kms/keyRing:KeyRing": {
        required: ["location"],
        properties: { location: region, name: kmsName },
        replaces: ["location", "name"],
        outputs: (inputs, context) => ({ name: named(inputs, context) }),
        id: (inputs, context) =>
            `projects/${someProject}/locations/${inputs["location"]}/keyRings/${named(inputs, context)}`,
    },
    "gcp:kms/cryptoKey:CryptoKey": {
        required: ["keyRing"],
        properties: {
            keyRing: matching(/^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+$/, "the name of a key ring"),
            name: kmsName,
            purpose: oneOf("ENCRYPT_DECRYPT", "ASYMMETRIC_SIGN", "ASYMMETRIC_DECRYPT", "MAC"),
            rotationPeriod: seconds,
            labels,
        },
        replaces: ["keyRing", "name", "purpose"],
        outputs: (inputs, context) => ({ name: named(inputs, context), destroyScheduledDuration: "2592000s" }),
        id: (inputs, context) => `${inputs["keyRing"]}/cryptoKeys/${named(inputs, context)}`,
        problems: ({ purpose, rotationPeriod }) =>
            rotationPeriod !== undefined && purpose !== undefined && purpose !== "ENCRYPT_DECRYPT"
                ? ["rotationPeriod is only for purpose ENCRYPT_DECRYPT"]
                : [],
    },
    "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": grantOn("cryptoKeyId", kmsKey),
};

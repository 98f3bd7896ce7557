import type { AccountRules, Limit, Thing } from "./account-rules";

/**
 * What a provider double knows of one resource type. A double refuses, at Check, every type and property that is not in
 * its rules, a missing required input and a value that breaks a property's rule, as the cloud's API would.
 */
export interface TypeRules {
    /** Inputs that must be there. */
    readonly required: readonly string[];
    /** Every input the type takes here, with what its value must be; `any` takes everything. */
    readonly properties: Readonly<Record<string, PropertyRule>>;
    /**
     * Inputs whose change makes another resource: a property's name, or a path in it such as `vpcConfig.subnetIds`.
     * A path runs through lists: `ingress.cidrBlocks` is `cidrBlocks` of every entry of `ingress`.
     */
    readonly replaces: readonly string[];
    /** Inputs of which some changes make another resource, and others do not. @default none */
    replacedBy?(olds: Inputs, inputs: Inputs): readonly string[];
    /**
     * Input that is the thing's name in the cloud. A replacement that keeps it deletes the old one first, as the name is
     * taken until then.
     *
     * @default `name`, where the type has such an input
     */
    readonly physicalName?: string;
    /**
     * Outputs that the cloud adds to the inputs; an object is merged into the input of the same name. At preview they
     * are unknown, except those in `stable`; what is known while an update is previewed is the provider's conduct.
     */
    outputs(inputs: Inputs, context: Context): Inputs;
    /**
     * Inputs that the cloud gives back whether the program gives them or not. The provider compares them with the
     * program's, so that one which is left out shows as a change at every run.
     *
     * @default none
     */
    givenBack?(inputs: Inputs): Inputs;
    /** Outputs that the provider knows at preview already. @default none */
    readonly stable?: readonly string[];
    /** The resource's id in the cloud. @default its name in the program and the context's serial */
    id?(inputs: Inputs, context: Context): string;
    /** What is wrong with the inputs taken together; empty if nothing. Values may be unknown: see `isUnknown`. */
    problems?(inputs: Inputs): readonly string[];
    /** What the cloud refuses of a change in place; empty if nothing. */
    updateProblems?(olds: Inputs, inputs: Inputs): readonly string[];
    /** Why the cloud refuses to delete it, such as its deletion protection; undefined if it does not. */
    deletionProblem?(outputs: Inputs): string | undefined;
    /** Inputs of a resource that exists already, for `Type.get` and imports. @default there is none */
    existing?(id: string, context: Context): Inputs | undefined;
}

/** What is wrong with a value, in the cloud's words; undefined if nothing. Never called with an unknown value. */
export interface PropertyRule {
    (value: unknown): string | undefined;
    /** The rule deals itself with unknown values inside of a list or object; without this it is not asked about such. */
    readonly takesUnknown?: true;
    /** What the value is made of, for comparison with the package's types. @default it is not looked into */
    readonly shape?: Shape;
}

/** What a value that is more than a text or a number is made of. */
export type Shape =
    | { readonly kind: "list" | "map"; readonly of: PropertyRule }
    | {
          readonly kind: "object";
          readonly properties: Readonly<Record<string, PropertyRule>>;
          readonly required: readonly string[];
      }
    | { readonly kind: "all"; readonly rules: readonly PropertyRule[] };

/** A resource's inputs or outputs as plain values. */
export type Inputs = Readonly<Record<string, any>>;

/** What outputs are made from beside the inputs. */
export interface Context {
    /** The resource's name in the program. */
    readonly name: string;
    /**
     * Eight hexadecimal digits for ids and addresses that the cloud makes up. They stay the same for as long as the
     * resource is the same one, and are others after a replacement.
     */
    readonly serial: string;
    /** The cluster that stands in for the cloud's: the development cluster's endpoint and certificates. */
    readonly cluster: ClusterEndpoint;
    /** What the account has of one type, such as what an earlier stack left there. */
    readonly things: (type: string) => readonly Thing[];
}

/** How to reach the cluster that stands in. */
export interface ClusterEndpoint {
    /** Such as `https://10.201.0.2:6443`. */
    readonly server: string;
    /** Base64 of the certificate authority's PEM. */
    readonly certificateAuthorityData: string;
    /** The whole kubeconfig as YAML or JSON text. */
    readonly kubeconfig: string;
}

/** Answers to functions such as `aws:index/getCallerIdentity:getCallerIdentity`, by token. */
export type FunctionRules = Readonly<Record<string, (args: Inputs, context: Context) => Inputs>>;

/** What one double answers for. */
export interface ProviderRules {
    /** Provider's name, such as `aws`. */
    readonly provider: string;
    /** What the provider itself may be given; an unknown key is refused. @default everything is taken */
    readonly configuration?: Pick<TypeRules, "required" | "properties">;
    readonly types: Readonly<Record<string, TypeRules>>;
    readonly functions: FunctionRules;
    /** What an account makes of its things, by type. @default every id is there once, and nothing refers to anything */
    readonly account?: Readonly<Record<string, AccountRules>>;
    /** What an account refuses on its first day. @default nothing */
    readonly freshAccount?: readonly Limit[];
}

/**
 * Stands in inputs for a value that is not known yet.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value, the whole of it, is unknown. */
export const isUnknown = (value: unknown): boolean => value === unknown;

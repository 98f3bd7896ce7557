import type { Binding, BindingArgs } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import { awsVariables, s3StateStore } from "../shared/s3";
import { stateAccess } from "../shared/state-access";
import type { ExistingObjectStoreArgs } from "./args";
import { credentialsEnv } from "./object-credentials";
import type { ObjectStore } from "./object-store";

/** A bucket that exists: nothing is registered, and pods take its keys from a Secret in their own namespace. */
export function existingStore(args: ExistingObjectStoreArgs): ObjectStore {
    const { secretName, accessKeyIdKey = "AWS_ACCESS_KEY_ID", secretAccessKeyKey = "AWS_SECRET_ACCESS_KEY" } = args;
    return {
        egressRules: [],
        stateStore: {
            ...s3StateStore({ bucket: args.bucket, endpoint: args.endpoint, flinkVersionProblem: () => undefined }),
            bindingNames: { options: () => [], variables: awsVariables },
        },
        bindServiceAccount: (_name: string, binding: BindingArgs): Binding =>
            stateAccess(binding) !== undefined
                ? {
                      ...noBinding,
                      env: credentialsEnv(secretName, {
                          accessKeyId: accessKeyIdKey,
                          secretAccessKey: secretAccessKeyKey,
                      }),
                  }
                : noBinding,
    };
}

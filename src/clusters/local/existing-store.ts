import type { Binding, BindingArgs } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import { awsVariables, s3StateStore } from "../shared/s3";
import type { ExistingObjectStoreArgs } from "./args";
import type { ObjectStore } from "./object-store";

/** A bucket that exists: nothing is registered, and pods take its keys from a Secret in their own namespace. */
export function existingStore(args: ExistingObjectStoreArgs): ObjectStore {
    const { secretName, accessKeyIdKey = "AWS_ACCESS_KEY_ID", secretAccessKeyKey = "AWS_SECRET_ACCESS_KEY" } = args;
    return {
        stateStore: {
            ...s3StateStore({ bucket: args.bucket, endpoint: args.endpoint, flinkVersionProblem: () => undefined }),
            bindingNames: { options: () => [], variables: awsVariables },
        },
        bindServiceAccount: (_name: string, { access }: BindingArgs): Binding =>
            access.some((right) => right.startsWith("state:"))
                ? {
                      ...noBinding,
                      env: [
                          { name: "AWS_ACCESS_KEY_ID", secretName, secretKey: accessKeyIdKey },
                          { name: "AWS_SECRET_ACCESS_KEY", secretName, secretKey: secretAccessKeyKey },
                      ],
                  }
                : noBinding,
    };
}

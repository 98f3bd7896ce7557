import assert from "node:assert/strict";
import { aksInstanceTypes, localDiskGiB, namedArchitecture } from "../../../src/clusters/aks/instance-types";

describe("sizes of machines on AKS", () => {
    it("tell memory, own disk and processor architecture", () => {
        assert.deepEqual(
            aksInstanceTypes.filter(({ vcpus }) => vcpus === 32).map(({ name, memoryGiB }) => `${name} ${memoryGiB}`),
            [
                "Standard_D32s_v5 128",
                "Standard_D32ds_v5 128",
                "Standard_E32s_v5 256",
                "Standard_E32ds_v5 256",
                "Standard_D32ps_v5 128",
                "Standard_D32pds_v5 128",
                "Standard_E32ps_v5 208",
                "Standard_E32pds_v5 208",
            ],
        );
        assert.deepEqual(["Standard_D8ds_v5", "Standard_D8s_v5", "Standard_D8ds_v6"].map(localDiskGiB), [
            300,
            undefined,
            undefined,
        ]);
        assert.deepEqual(
            ["Standard_D8pds_v6", "Standard_L8s_v3", "Standard_E4-2ds_v5", "custom"].map(namedArchitecture),
            ["arm64", "amd64", "amd64", undefined],
        );
    });
});

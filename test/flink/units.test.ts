import assert from "node:assert/strict";
import fc from "fast-check";
import * as units from "../../src/flink/units";

const sizes = fc.integer({ min: 0, max: 2 ** 22 });

describe("units", () => {
    it("writes sizes that read back as the same number of MiB", () => {
        fc.assert(
            fc.property(sizes, (sizeMiB) => {
                assert.equal(units.parseFlinkMemory(units.flinkMemory(sizeMiB)), sizeMiB * units.mib);
                assert.equal(units.parseResourceMemory(units.flinkMemory(sizeMiB)), sizeMiB * units.mib);
            }),
        );
    });
    it("writes volumes that read back as the same number of GiB", () => {
        fc.assert(
            fc.property(sizes, (sizeGiB) => {
                assert.equal(
                    units.parseKubernetesQuantity(units.kubernetesStorage(sizeGiB)),
                    sizeGiB * 1024 * units.mib,
                );
            }),
        );
    });
    it("writes durations that read back as the same number of milliseconds", () => {
        fc.assert(
            fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (milliseconds) => {
                const seconds = units.parseFlinkDuration(units.flinkDuration(milliseconds / 1000));
                assert.equal(Math.round((seconds ?? NaN) * 1000), milliseconds);
            }),
        );
    });
    it("writes what people write", () => {
        assert.equal(units.flinkMemory(2048), "2048m");
        assert.equal(units.kubernetesStorage(10), "10Gi");
        assert.equal(units.flinkDuration(60), "60 s");
        assert.equal(units.flinkDuration(0.5), "500 ms");
    });
});

// Each answer is that of Flink 1.17 and of the operator's own Kubernetes client.
const tables: Record<
    string,
    { read: (text: string) => number | undefined; answers: Record<string, number | undefined> }
> = {
    parseFlinkMemory: {
        read: units.parseFlinkMemory,
        answers: {
            "2048m": 2 ** 31,
            "1g": 2 ** 30,
            "1 GB": 2 ** 30,
            " 2 mebibytes ": 2 ** 21,
            "1k": 1024,
            "500": 500,
            "1t": 2 ** 40,
            "1.5g": undefined,
            "1Gi": undefined,
            "-1g": undefined,
            "8388607t": 8_388_607 * 2 ** 40,
            "8388608t": undefined,
            "9223372036854775808": undefined,
            g: undefined,
            "": undefined,
        },
    },
    parseKubernetesQuantity: {
        read: units.parseKubernetesQuantity,
        answers: {
            "1Gi": 2 ** 30,
            "1.5Gi": 1.5 * 2 ** 30,
            "1.Gi": 2 ** 30,
            ".5Gi": 2 ** 29,
            "1G": 1e9,
            "10": 10,
            "500m": 0.5,
            "1e3": 1000,
            "2E3": 2000,
            "5k": 5000,
            "-1": -1,
            "1g": undefined,
            "5K": undefined,
            "1KI": undefined,
            "1 Gi": undefined,
            "1e": undefined,
            x: undefined,
            "": undefined,
        },
    },
    parseResourceMemory: {
        read: units.parseResourceMemory,
        answers: {
            "2048m": 2 ** 31,
            "1gb": 2 ** 30,
            "1Gi": 2 ** 30,
            "1 gi": 2 ** 30,
            "1GiB": 2 ** 30,
            "1 g b": 1e9,
            "1ki": 1024,
            "1e9": 1e9,
            "1P": 1e15,
            "+2Gi": 2 ** 31,
            "2.Gi": 2 ** 31,
            "1e+9": 1e9,
            "9223P": 9.223e18,
            "9224P": undefined,
            "1.5Gi": undefined,
            "1.5g": undefined,
            "1E": undefined,
            "1Ei": undefined,
            "-1g": undefined,
            "1,5g": undefined,
            x: undefined,
            "": undefined,
        },
    },
    parseJavaNumber: {
        read: units.parseJavaNumber,
        answers: {
            "0.5": 0.5,
            " 1e2 ": 100,
            ".5f": 0.5,
            "5.D": 5,
            "-1": -1,
            "0x1p3": 8,
            "-0x1.8p1": -3,
            "-Infinity": -Infinity,
            NaN: undefined,
            "0x10": undefined,
            "0b1": undefined,
            "1,5": undefined,
            "0xp1": undefined,
            x: undefined,
            "": undefined,
        },
    },
    parseFlinkDuration: {
        read: units.parseFlinkDuration,
        answers: {
            "60 s": 60,
            "5 Min": 300,
            "1 d": 86_400,
            "2h": 7_200,
            "500": 0.5,
            "1µs": 1e-6,
            "1.5 h": undefined,
            "-1 s": undefined,
            PT5M: undefined,
            "1w": undefined,
            "": undefined,
        },
    },
};

for (const [name, { read, answers }] of Object.entries(tables)) {
    describe(name, () => {
        for (const [text, answer] of Object.entries(answers)) {
            it(`${answer === undefined ? "refuses" : "reads"} "${text}"`, () => assert.equal(read(text), answer));
        }
    });
}

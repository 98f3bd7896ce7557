import { alertDefinitions, isJobAlert } from "../../src/alerts/definitions";
import { ruleName } from "../../src/alerts/definition";

const needs = {
    flink: "",
    operator: "",
    cluster: "kube-state-metrics and the kubelet",
    resources: "kube-state-metrics with states of Flink resources",
};

/** The table of alerts as docs/alerts.md has it. */
export function alertTable(): string {
    const rows = alertDefinitions.map(({ alert, severity, forMinutes, thresholds, source }) => {
        const numbers = Object.entries(thresholds).map(([name, threshold]) => `${name} ${threshold.default}`);
        const name = ruleName(alert);
        const cells = [
            `[${name}](runbooks.md#${name.toLowerCase()})`,
            `\`${alert}\``,
            severity,
            `${forMinutes}`,
            numbers.join(", "),
            isJobAlert(alert) ? "yes" : "",
            needs[source],
        ];
        return `| ${cells.join(" | ")} |`;
    });
    const head = ["alert", "argument", "severity", "forMinutes", "thresholds", "per application", "needs"];
    return [`| ${head.join(" | ")} |`, `|${" --- |".repeat(head.length)}`, ...rows].join("\n");
}

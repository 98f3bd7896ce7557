import type { Checked } from "./checks/findings";
import { stackedDefaults } from "./jobs/application/defaults";
import type { PlatformFacts } from "./jobs/application/platform-facts";
import type { StackConfig } from "./stack/config";
import type { StackSecrets } from "./stack/secrets";
import { checkFlinkTeam } from "./teams/checks";
import type { TeamSettings } from "./teams/settings";

/** The teams of a stack file, each with what its check has found. */
export class CheckedTeams {
    readonly entries: readonly (readonly [name: string, checked: Checked<TeamSettings>])[];

    /** @param operatorNamespace namespace of the file's operator. */
    constructor(
        teams: StackConfig["teams"] = {},
        private readonly facts: PlatformFacts,
        operatorNamespace: string,
        secrets: StackSecrets,
    ) {
        const operator = { ...facts.operator, namespace: operatorNamespace };
        this.entries = Object.entries(teams).map(([name, args]) => [
            name,
            secrets.coveredChecks(checkFlinkTeam(name, args, { ...facts, operator })),
        ]);
    }

    /** What jobs in a namespace go by: those of a team have its arguments too. */
    factsIn(namespace: string): PlatformFacts {
        const team = this.entries.find(([, { settings }]) => settings.namespace === namespace)?.[1].settings;
        const applicationDefaults = stackedDefaults(team?.applicationDefaults, this.facts.applicationDefaults);
        return { ...this.facts, ...(applicationDefaults && { applicationDefaults }) };
    }
}

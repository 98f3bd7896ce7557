import { Propagation } from "../shared/propagation";

/**
 * Time after which a change of rights is typically known everywhere; Google warns of seven minutes and more.
 * https://cloud.google.com/iam/docs/access-change-propagation
 */
const rightsKnownWithinSeconds = 120;

/**
 * Time until the service agent of a service that has just been enabled can be given rights; Google names none. Compute
 * Engine's agent cannot be asked for:
 * https://github.com/terraform-google-modules/terraform-google-project-factory/pull/628
 */
const agentsKnownWithinSeconds = 60;

/** Rights on a key that a run gives, and what is encrypted by the key. */
export function newKeyRights(name: string): Propagation {
    return new Propagation(`gke-${name}-rights`, "new rights on the key", rightsKnownWithinSeconds);
}

/** Services that a run enables, and rights of their agents. */
export function newAgents(name: string): Propagation {
    return new Propagation(`gke-${name}-agents`, "new service agents", agentsKnownWithinSeconds);
}

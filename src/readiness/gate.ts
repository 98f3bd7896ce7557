/**
 * Resources that `dependsOn: [component]` of another resource waits for. A component's base class asks for it before the
 * component has any field, so gates are kept in a map and not in a field.
 */
export class ReadinessGate {
    private static readonly gates = new WeakMap<object, ReadinessGate>();

    /** The gate of a component; made at the first call. */
    static of(component: object): ReadinessGate {
        const gate = ReadinessGate.gates.get(component) ?? new ReadinessGate();
        ReadinessGate.gates.set(component, gate);
        return gate;
    }

    /** Settles as the promise does that the gate follows. */
    readonly opened: Promise<unknown>;
    private open: (value: unknown) => void = () => undefined;

    private constructor() {
        this.opened = new Promise((resolve) => {
            this.open = resolve;
        });
    }

    /** Opens with a promise, or stays shut for good if it is rejected: dependents are then not made. */
    follow(wait: Promise<unknown>): void {
        this.open(wait);
    }
}

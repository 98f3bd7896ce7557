/** A part of the program that makes objects: a component of the package, or a resource of the program itself. */
export interface Owner {
    /** Name of its type, such as `FlinkPlatform`. */
    readonly component: string;
    readonly name: string;
    /** It is a component of the package. */
    readonly isOurs: boolean;
}

/** The owner in the words of a finding. */
export function describeOwner({ component, name, isOurs }: Owner): string {
    return `${isOurs ? "" : "the program's "}${component} "${name}"`;
}

/** Components that own what they make even below another one: users know them by name. */
const always = /^(Flink(Platform|Application|Deployment|BlueGreenDeployment|SessionJob|StateSnapshot)|\w+Cluster)$/;

/** The owner of what a resource makes: below a component of the package, that component. */
export function ownerOf(type: string, name: string, parent: Owner | undefined): Owner {
    const component = type.slice(type.lastIndexOf(":") + 1);
    const isOurs = type.startsWith("flink-platform:");
    return parent?.isOurs === true && !(isOurs && always.test(component)) ? parent : { component, name, isOurs };
}

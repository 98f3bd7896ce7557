/** Prices of nodes, which a user supplies. */
export interface PriceTable {
    /** Currency in which they are, as it is printed. */
    readonly currency: string;
    /** Price of an hour of a node, by its type. */
    readonly perHour: Readonly<Record<string, number>>;
    /** The same of interruptible nodes. @default those of `perHour` */
    readonly spotPerHour: Readonly<Record<string, number>>;
}

/** Hours of a month: 365 × 24 / 12. */
export const hoursOfMonth = 730;

const fields = ["currency", "perHour", "spotPerHour"];

/** @throws Error if the value is no table of prices. */
export function priceTable(value: unknown, source: string): PriceTable {
    const problem = (text: string) => new Error(`prices: ${source} ${text}; see docs/pull-requests.md`);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw problem("must be an object with currency and perHour");
    }
    const table = value as Readonly<Record<string, unknown>>;
    const unknown = Object.keys(table).find((key) => !fields.includes(key));
    if (unknown !== undefined) {
        throw problem(`has "${unknown}", which is not known; known: ${fields.join(", ")}`);
    }
    const { currency, perHour, spotPerHour = {} } = table;
    if (typeof currency !== "string" || currency.trim() === "") {
        throw problem("must have a currency, such as USD");
    }
    return {
        currency,
        perHour: checkedPrices("perHour", perHour, problem),
        spotPerHour: checkedPrices("spotPerHour", spotPerHour, problem),
    };
}

function checkedPrices(field: string, value: unknown, problem: (text: string) => Error): Record<string, number> {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw problem(`must have ${field}, an object of prices by type of node`);
    }
    return Object.fromEntries(
        Object.entries(value).map(([type, price]: [string, unknown]) => {
            if (typeof price !== "number" || !Number.isFinite(price) || price < 0) {
                throw problem(`has no price at ${field}["${type}"], which must be a number of 0 or more`);
            }
            return [type, price];
        }),
    );
}

/** Price of an hour of a node; undefined if the table does not have it. */
export function hourlyPrice(table: PriceTable, type: string, isSpot: boolean): number | undefined {
    const own = (prices: PriceTable["perHour"]) => (Object.hasOwn(prices, type) ? prices[type] : undefined);
    return isSpot ? (own(table.spotPerHour) ?? own(table.perHour)) : own(table.perHour);
}

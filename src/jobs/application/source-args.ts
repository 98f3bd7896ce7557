/** SQL of a job. */
export interface SqlArgs {
    /** The script itself. @default the content of `file` */
    readonly script?: string;
    /** Path of a file with the script; a relative one starts at the project's folder. @default none */
    readonly file?: string;
}

/** Python of a job, in an image with PyFlink. */
export interface PythonArgs {
    /** Path in the image of the file with the job, such as `/opt/flink/usrlib/orders.py`. @default none */
    readonly file?: string;
    /** Module with the job, such as `shop.orders`, which `files` or the image hold. @default none */
    readonly module?: string;
    /**
     * Files and folders that the job and its functions import from: paths in the image or URIs, in which `{jobFiles}` stands
     * for the job's own folder in the state store.
     *
     * @default none
     */
    readonly files?: readonly string[];
    /** Path or URI of a `requirements.txt` for the functions. @default none */
    readonly requirements?: string;
    /** Archives for the functions, as paths or URIs; from Flink 2.0 on with `#` and a folder's name behind. @default none */
    readonly archives?: readonly string[];
    /** Path of the Python interpreter in the image, for the job and for its functions. @default `python` on the image's path */
    readonly interpreter?: string;
}

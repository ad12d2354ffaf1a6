/** Whether this is the build in one file, which opens from a disk without a host. */
export const IS_PORTABLE = import.meta.env.MODE === 'portable'

/** Stands for the id, name or reference of an object that the person who reads it may not see. */
export const hidden = '(not visible to you)'

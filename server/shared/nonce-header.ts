/** In which the server tells the page that is being drawn by what its own scripts are known. */
export const nonceHeader = 'x-domus-nonce'

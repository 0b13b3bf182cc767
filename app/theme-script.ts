/** The key under which a browser remembers the chosen theme: "light", "dark" or "system". */
export const themeKey = 'domus.theme'

/**
 * Runs before the first paint, so that no page flashes in the wrong theme. Kept free of quotes' surprises: it
 * is put into the document as it stands. A browser that forbids storage gets the system's theme.
 */
export const themeScript = `(function(){var t="system";try{t=localStorage.getItem("${themeKey}")||"system"}catch(e){t="system"}
if(t!=="light"&&t!=="dark")t=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";
document.documentElement.dataset.theme=t})()`

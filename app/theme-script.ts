/** Where a browser remembers how pages look: JSON, "light", "dark" or "system" and "more" or "system". */
export const themeKey = 'domus.theme'
export const contrastKey = 'domus.contrast'

/**
 * Runs before the first paint, so that no page flashes in the wrong theme. Kept free of quotes' surprises: it
 * is put into the document as it stands. A browser that forbids storage gets the system's theme.
 */
export const themeScript = `(function(){var t,c;try{t=localStorage.getItem("${themeKey}");c=localStorage.getItem("${contrastKey}")}catch(e){t=null}
t=t==='"light"'?"light":t==='"dark"'?"dark":matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";
var d=document.documentElement.dataset;d.theme=t;if(c==='"more"'||matchMedia("(prefers-contrast: more)").matches)d.contrast="more"})()`

/** All that the loader draws, within its own shadow root: nothing of the page reaches in, nothing reaches out. */
export const LAUNCHER_CSS = `
:host{all:initial;position:fixed;z-index:2147483000;bottom:24px;inset-inline-end:24px;font:600 12px/1 system-ui,sans-serif;-webkit-tap-highlight-color:transparent}
:host([data-position=start]){inset-inline:24px auto}
[hidden]{display:none!important}
button{all:unset;box-sizing:border-box;position:relative;display:grid;place-items:center;width:56px;height:56px;border-radius:50%;background:var(--c);color:var(--on);cursor:pointer;box-shadow:0 1px 2px rgb(40 34 20/.12),0 6px 18px rgb(40 34 20/.18)}
button:hover{filter:brightness(1.08)}
button:focus-visible{outline:2px solid var(--c);outline-offset:2px;box-shadow:0 0 0 2px #fff,0 0 0 6px #fff}
svg{width:26px;height:26px;fill:none;stroke:currentColor;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}
b{position:absolute;top:-4px;inset-inline-end:-4px;box-sizing:border-box;min-width:22px;padding:5px 6px;border-radius:11px;background:#c2352b;color:#fff;text-align:center;font-variant-numeric:tabular-nums;box-shadow:0 0 0 2px #fff}
iframe{position:fixed;bottom:24px;inset-inline-end:24px;width:400px;height:min(704px,100vh - 48px);max-width:calc(100vw - 48px);border:0;border-radius:18px;background:Canvas;color-scheme:light dark;box-shadow:0 2px 6px rgb(40 34 20/.08),0 20px 56px rgb(40 34 20/.2);transform-origin:bottom right}
:host([data-position=start]) iframe{inset-inline:24px auto;transform-origin:bottom left}
@media(prefers-reduced-motion:no-preference){iframe{animation:a .24s cubic-bezier(.2,.7,.2,1)}@keyframes a{from{opacity:0;transform:translateY(12px) scale(.97)}}}
@media(max-width:480px){iframe,:host([data-position=start]) iframe{inset:0;width:100%;height:100%;max-width:none;border-radius:0}}
@media print{:host{display:none}}`;

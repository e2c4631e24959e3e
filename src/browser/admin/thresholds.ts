/** Beside each queue stands what its threshold means, as it is typed. */
export function followThresholds(): void {
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'threshold') return;
    const load = target.closest('.queue')?.querySelector<HTMLElement>('[data-word-load]');
    const typed = target.value.trim();
    if (!load || !/^\d{1,9}$/.test(typed)) return;
    const { wordLoad = '', wordAtOnce = '' } = load.dataset;
    load.textContent =
      Number(typed) > 0 ? wordLoad.replace('__threshold__', String(Number(typed))) : wordAtOnce;
  });
}

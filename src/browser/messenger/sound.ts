let context: AudioContext | undefined;

/** Two soft notes, made here so that nothing has to be loaded. Silent until the visitor has touched the messenger. */
export function playArrival(): void {
  try {
    context ??= new AudioContext();
    const at = context.currentTime;
    [660, 880].forEach((frequency, index) => note(context as AudioContext, frequency, at + index * 0.09));
  } catch {
    // No sound here.
  }
}

function note(audio: AudioContext, frequency: number, at: number): void {
  const tone = new OscillatorNode(audio, { frequency });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.08, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.35);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.4);
}

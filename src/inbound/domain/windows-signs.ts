/** What the bytes 80 to 9F stand for in Windows-1252, in their order; 0 where they stand for nothing. */
const SIGNS = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
  0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0, 0x017e, 0x0178,
];

/** Some runtimes decode Windows-1252 as Latin-1, and some programs name it so: nobody writes these control characters. */
export function withWindowsSigns(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (sign) => {
    const meant = SIGNS[sign.charCodeAt(0) - 0x80];
    return meant === 0 ? sign : String.fromCharCode(meant);
  });
}

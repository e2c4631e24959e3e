/** A mail as it comes over the wire, from its head and body. */
export function madeMail(head: string, body: string | Buffer = ''): Buffer {
  return Buffer.concat([Buffer.from(`From: Ada <ada@example.org>\r\n${head}\r\n\r\n`), Buffer.from(body)]);
}

export function multipart(...parts: string[]): Buffer {
  return madeMail(
    'Content-Type: multipart/mixed; boundary="edge"',
    parts.map((part) => `--edge\r\n${part}\r\n`).join('') + '--edge--\r\n',
  );
}

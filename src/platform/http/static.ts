import type { RequestHandler } from 'express';
import type { Assets } from '../assets/assets.js';
import { allowEmbedding } from './security.js';

const ADDRESS = /^\/assets\/([\w-]+)\/(.+)$/;

/** Files of `public/`: kept for a year under the present version, asked for again under any other. */
export function staticFiles(assets: Assets): RequestHandler {
  return async (request, response, next) => {
    const match = ADDRESS.exec(request.path);
    if (!match || !['GET', 'HEAD'].includes(request.method)) return next();
    const [, version = '', path = ''] = match;
    const asset = await assets.find(path);
    if (!asset) return next();
    const encoding = (request.acceptsEncodings(['br', 'gzip', 'identity']) ||
      'identity') as keyof typeof asset.body;
    const body = asset.body[encoding];
    allowEmbedding(response);
    response.set({
      'Content-Type': asset.type,
      'Cache-Control':
        version === assets.version ? 'public, max-age=31536000, immutable' : 'public, no-cache',
      Vary: 'Accept-Encoding',
    });
    if (body !== asset.body.identity) response.set('Content-Encoding', encoding);
    response.send(body);
  };
}

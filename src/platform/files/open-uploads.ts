import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Refusal } from '../../kernel/index.js';
import { Config } from '../config/config.js';
import { Arrival } from '../limits/arrival.js';

/** Whose uploads count together. */
export interface Uploader {
  key: string;
  /** Where they are, for limits of load; null where those do not hold. */
  network: string | null;
}

export interface OpenUpload {
  /** Rejects with why it goes no further, when it does not. */
  ended: Promise<never>;
  leave(): void;
}

interface Place {
  uploader: Uploader;
  request: Request;
  arrival: Arrival;
  end(refusal: Refusal): void;
}

const RETRY_SECONDS = 10;

/**
 * The uploads of this process, each of which may hold the largest file in memory. Their number is limited for whoever
 * sends them, for a network and altogether; where all places are taken, a newcomer gets that of a slow one, or else of
 * one of whoever has most, if that is more than they would have themselves. What hardly comes any further is ended.
 */
@Injectable()
export class OpenUploads {
  readonly limits = {
    /** As many as a message has files. */
    ofUploader: 10,
    ofNetwork: 24,
    ofProcess: 60,
    /** A place is kept by what brings so much in such a time; a line of 128 kbit/s does. */
    placeMs: 4_000,
    placeBytes: 60_000,
    /** What brings less in such a time than this is ended. */
    stalledMs: 20_000,
    stalledBytes: 20_000,
    lookMs: 1_000,
  };

  private readonly places = new Set<Place>();
  private looking: NodeJS.Timeout | undefined;

  constructor(private readonly config: Config) {}

  /** @throws Refusal `too_many`, `too_many_from_network` or `too_many_at_once` where there is no place. */
  enter(request: Request, uploader: Uploader): OpenUpload {
    const { ofUploader, ofNetwork, ofProcess } = this.limits;
    const { rateLimitFactor } = this.config;
    const { key, network } = uploader;
    this.makePlace(uploader, {
      most: ofUploader * rateLimitFactor,
      code: 'too_many',
      counts: (other) => other.key === key,
      sideOf: (other) => other.key,
    });
    this.makePlace(uploader, {
      most: ofNetwork * rateLimitFactor,
      code: 'too_many_from_network',
      counts: (other) => network !== null && other.network === network,
      sideOf: (other) => other.key,
    });
    this.makePlace(uploader, {
      most: ofProcess,
      code: 'too_many_at_once',
      counts: () => true,
      sideOf: (other) => other.network ?? other.key,
    });
    return this.take(request, uploader);
  }

  private take(request: Request, uploader: Uploader): OpenUpload {
    let refuse!: (refusal: Refusal) => void;
    const ended = new Promise<never>((_resolve, reject) => (refuse = reject));
    const leave = () => {
      this.places.delete(place);
      if (this.places.size > 0) return;
      clearInterval(this.looking);
      this.looking = undefined;
    };
    const place: Place = {
      uploader,
      request,
      arrival: new Arrival(request.socket, this.limits.stalledMs),
      end(refusal) {
        leave();
        refuse(refusal);
      },
    };
    this.places.add(place);
    this.looking ??= setInterval(() => this.look(), this.limits.lookMs).unref();
    return { ended, leave };
  }

  private makePlace(newcomer: Uploader, { most, code, counts, sideOf }: Level): void {
    const taken = [...this.places].filter(({ uploader }) => counts(uploader));
    if (taken.length < most) return;
    const refusal = new Refusal('too_many', code, {
      retryAfter: RETRY_SECONDS,
      params: { seconds: RETRY_SECONDS },
    });
    const giver = this.giverAmong(taken, newcomer, sideOf);
    if (!giver) throw refusal;
    giver.end(refusal);
  }

  private giverAmong(taken: Place[], newcomer: Uploader, sideOf: Level['sideOf']): Place | undefined {
    const { placeMs, placeBytes } = this.limits;
    const arriving = taken
      .map((place) => ({ place, bytes: place.request.complete ? null : place.arrival.within(placeMs) }))
      .filter((one): one is { place: Place; bytes: number } => one.bytes !== null)
      .sort((one, other) => one.bytes - other.bytes);
    const slowest = arriving.at(0);
    if (slowest && slowest.bytes < placeBytes) return slowest.place;
    const shareOf = (uploader: Uploader) =>
      taken.filter((other) => sideOf(other.uploader) === sideOf(uploader)).length;
    const largest = Math.max(...taken.map(({ uploader }) => shareOf(uploader)));
    if (largest <= shareOf(newcomer) + 1) return undefined;
    return arriving.find(({ place }) => shareOf(place.uploader) === largest)?.place;
  }

  private look(): void {
    const { stalledMs, stalledBytes } = this.limits;
    for (const { request, arrival, end } of this.places) {
      arrival.look();
      const bytes = request.complete ? null : arrival.within(stalledMs);
      if (bytes !== null && bytes < stalledBytes) end(new Refusal('too_slow', 'file_too_slow'));
    }
  }
}

/** Places that are counted together. */
interface Level {
  most: number;
  code: string;
  counts: (uploader: Uploader) => boolean;
  /** Among whom the places are shared out. */
  sideOf: (uploader: Uploader) => string;
}

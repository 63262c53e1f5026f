import { type Delivery, durationMs, epochMs, type Instant, plusMs, type Settings } from '@marketsim/core';

type Span = Pick<Delivery, 'queuedAt' | 'giveUpAt'>;

const spacingMs = ({ queuedAt, giveUpAt }: Span, settings: Settings): number =>
  settings['webhook.retry.schedule'] === 'fixed'
    ? Math.max(1, durationMs(settings['webhook.retry.spacing']))
    : (epochMs(giveUpAt) - epochMs(queuedAt)) / settings['webhook.retry.max'];

/**
 * The world instant of the try after `tried` earlier ones: spread evenly up to the end, or at fixed distances
 * (SF 4.5). When there is none left it is the instant at which the sender gives up.
 */
export function tryAt(span: Span, tried: number, settings: Settings): Instant {
  if (tried >= settings['webhook.retry.max']) return span.giveUpAt;
  const afterMs =
    tried === 0 ? durationMs(settings['webhook.delay']) : Math.floor(tried * spacingMs(span, settings));
  const isLeft = afterMs < epochMs(span.giveUpAt) - epochMs(span.queuedAt);
  return isLeft ? plusMs(span.queuedAt, afterMs) : span.giveUpAt;
}

/** How many tries lie at or before an instant. */
export function triesBy(span: Span, now: Instant, settings: Settings): number {
  if (now < span.queuedAt) return 0;
  if (now >= span.giveUpAt) return triesInAll(span, settings);
  const passed = epochMs(now) - epochMs(span.queuedAt);
  let tries = Math.min(
    settings['webhook.retry.max'],
    Math.floor(passed / Math.max(1, spacingMs(span, settings))) + 1,
  );
  while (tries < settings['webhook.retry.max'] && tryAt(span, tries, settings) <= now) tries += 1;
  return tries;
}

function triesInAll(span: Span, settings: Settings): number {
  const max = settings['webhook.retry.max'];
  const room = epochMs(span.giveUpAt) - epochMs(span.queuedAt);
  return Math.max(1, Math.min(max, Math.ceil(room / Math.max(1, spacingMs(span, settings)))));
}

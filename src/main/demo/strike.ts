import type { ServerResponse } from 'node:http';
import type { Fault } from './types';
import { errorAnswer, jsonAnswer, rawAnswer, type Answer } from './wire/answer';
import { AwsError } from './wire/aws-error';

/** How often a dripping answer sends its next few bytes, in ms. */
const DRIP_INTERVAL_MS = 20;

/** Sends an answer as it is. */
export function send(response: ServerResponse, answer: Answer): void {
  sendHead(response, answer);
  response.end(answer.body);
}

function sendHead(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
}

/** Runs a step later, unless the connection has gone by then. */
function later(response: ServerResponse, ms: number, step: () => void): void {
  const timer = setTimeout(step, ms);
  response.once('close', () => {
    clearTimeout(timer);
  });
}

function drip(response: ServerResponse, answer: Answer, bytesPerSecond: number): void {
  sendHead(response, answer);
  response.flushHeaders();
  const chunk = Math.max(1, Math.round((bytesPerSecond * DRIP_INTERVAL_MS) / 1000));
  const interval = (chunk * 1000) / bytesPerSecond;
  let sent = 0;
  const step = (): void => {
    response.write(answer.body.subarray(sent, sent + chunk));
    sent += chunk;
    if (sent >= answer.body.length) {
      clearInterval(timer);
      response.end();
    }
  };
  const timer = setInterval(step, interval);
  response.once('close', () => {
    clearInterval(timer);
  });
}

function errorFault(fault: Extract<Fault, { kind: 'error' }>): Answer {
  const retryAfter = fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
  switch (fault.form ?? 'header') {
    case 'header':
      return errorAnswer(new AwsError(fault.status, fault.type, fault.message, fault.code), retryAfter);
    case '__type':
      return bodyOnly({ __type: `com.amazonaws.backup#${fault.type}`, message: fault.message });
    case 'code':
      return bodyOnly({ code: fault.type, message: fault.message });
    case 'Code':
      return bodyOnly({ Code: fault.type, Message: fault.message });
  }

  function bodyOnly(members: object): Answer {
    return rawAnswer(fault.status, JSON.stringify(members), retryAfter);
  }
}

/** Answers with this fault; `truth` is what the endpoint would have said, asked for when it is needed. */
export function strike(response: ServerResponse, fault: Fault, truth: () => Answer): void {
  switch (fault.kind) {
    case 'error':
      send(response, errorFault(fault));
      return;
    case 'body':
      send(response, rawAnswer(fault.status, fault.body, fault.headers));
      return;
    case 'hang':
      return;
    case 'headers-then-hang': {
      // At least one byte is promised, so that a client has something to wait for.
      const answer = truth();
      sendHead(response, answer.body.length > 0 ? answer : jsonAnswer('{}'));
      response.flushHeaders();
      return;
    }
    case 'drip':
      drip(response, truth(), fault.bytesPerSecond);
      return;
    case 'reset':
      if (fault.when === 'before') {
        response.socket?.resetAndDestroy();
        return;
      }
      {
        const answer = truth();
        sendHead(response, answer);
        // Destroyed only once the half is on its way: the client must see a body that stops, not a missing answer.
        response.write(answer.body.subarray(0, Math.ceil(answer.body.length / 2)), () => response.socket?.destroy());
      }
      return;
    case 'delay':
      later(response, fault.ms, () => {
        send(response, truth());
      });
      return;
  }
}

import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { map, type Observable } from 'rxjs';
import { Views } from '../views/views.js';
import { SeeOther, seeOther, View, type Triggers } from './answers.js';
import { isFragmentRequest, pageContext } from './request.js';

/** Turns what controllers return (`view(…)`, `seeOther(…)`) into HTML and redirects. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(private readonly views: Views) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map((answer: unknown) => {
        const elsewhere = answer instanceof View && !isFragmentRequest(request) && answer.options.seeOther;
        if (elsewhere) return this.lead(seeOther(elsewhere), request, response);
        if (answer instanceof View) return this.show(answer, request, response);
        if (answer instanceof SeeOther) return this.lead(answer, request, response);
        return answer;
      }),
    );
  }

  private show({ name, data, options }: View, request: Request, response: Response): Buffer {
    response.status(options.status ?? response.statusCode);
    response.type('html').vary('HX-Request');
    if (options.retryAfter) response.set('Retry-After', String(Math.ceil(options.retryAfter)));
    if (options.triggers) trigger(response, options.triggers);
    const context = { ...pageContext(request, response), layout: options.layout };
    if (options.fragment && isFragmentRequest(request))
      return this.views.fragment(options.fragment, data, context);
    return this.views.page(name, data, context);
  }

  /** htmx follows a redirect by itself and would put the page into the fragment's place; a header makes it move. */
  private lead({ path, triggers }: SeeOther, request: Request, response: Response): string {
    if (isFragmentRequest(request) && triggers) trigger(response.status(200), triggers);
    else if (isFragmentRequest(request)) response.status(200).set('HX-Redirect', path);
    else response.status(303).location(path);
    return '';
  }
}

function trigger(response: Response, triggers: Triggers): void {
  response.set('HX-Trigger', JSON.stringify(triggers));
}

/** A parameter of a controller's method, with what the OpenAPI document says of its operation. */
export function documented(document: MethodDecorator, parameter: ParameterDecorator): ParameterDecorator {
  return (controller, method, index) => {
    const descriptor = method === undefined ? undefined : Object.getOwnPropertyDescriptor(controller, method);
    if (method === undefined || !descriptor) throw new TypeError('It is for parameters of methods only.');
    document(controller, method, descriptor);
    parameter(controller, method, index);
  };
}

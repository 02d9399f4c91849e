// Package app holds no code, only the packages of the program that runs in browsers, and the tests of how they, the relay
// and the glue may depend on each other. What is below it is pure Go: values in, values out.
package app

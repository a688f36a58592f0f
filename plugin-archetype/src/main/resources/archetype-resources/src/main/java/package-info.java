/** The plugin ${artifactId}: tells when an interface gets or loses its link, or its VF. */
package ${package};

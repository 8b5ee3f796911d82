// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import java.util.Arrays;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.analysis.integration.RombergIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.analysis.interpolation.LoessInterpolator;
import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.analysis.solvers.LaguerreSolver;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.complex.ComplexFormat;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.fitting.PolynomialCurveFitter;
import org.apache.commons.math3.fitting.WeightedObservedPoints;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.fraction.Fraction;
import org.apache.commons.math3.geometry.euclidean.threed.Rotation;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.apache.commons.math3.geometry.euclidean.twod.Vector2D;
import org.apache.commons.math3.geometry.euclidean.twod.hull.MonotoneChain;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.BlockRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.primes.Primes;
import org.apache.commons.math3.random.ISAACRandom;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.apache.commons.math3.random.Well1024a;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.apache.commons.math3.util.ArithmeticUtils;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.math3.util.MathArrays;

/** Uses commons-math3: doubles and longs in nested loops, many variables alive at once. It is compiled for Java 5, so its stack map frames are ASM's. */
@SuppressWarnings("deprecation") // what is deprecated is library code like any other
public final class MathWorkload implements Workload {

    private static final double[] XS = {0, 0.5, 1, 1.75, 2.5, 3.25, 4, 5};
    private static final double[] YS = {1, 0.25, -0.5, 2, 3.5, 1.125, -4, 0};
    private static final double[][] SQUARE = {{4, 1, 2, 0.5}, {1, 5, -1, 1}, {2, -1, 6, 0}, {0.5, 1, 0, 3}};

    @Override
    public void run(Trace trace) {
        functions(trace);
        analysis(trace);
        linear(trace);
        statistics(trace);
        others(trace);
    }

    private static void functions(Trace trace) {
        trace.section("functions");
        for (double x :
                new double[] {0, -0.0, 0.3, -1.5, 20.25, 1e-300, 1e300, 745.2, Double.NaN, Double.NEGATIVE_INFINITY}) {
            trace.call(
                    "fast " + x,
                    () -> Arrays.asList(
                            FastMath.sin(x),
                            FastMath.cos(x),
                            FastMath.tan(x),
                            FastMath.exp(x),
                            FastMath.log(x),
                            FastMath.log1p(x),
                            FastMath.sinh(x),
                            FastMath.atan2(x, 2),
                            FastMath.asin(x),
                            FastMath.pow(x, 3.3),
                            FastMath.cbrt(x),
                            FastMath.expm1(x),
                            FastMath.rint(x),
                            FastMath.scalb(x, -3),
                            FastMath.nextAfter(x, 1)));
            trace.call("gamma " + x, () -> Gamma.logGamma(x) + Gamma.digamma(x == 0 ? 1 : Math.min(9, Math.abs(x))));
            trace.call("erf " + x, () -> Erf.erf(x));
            trace.call("fraction " + x, () -> new Fraction(x, 1e-6, 100));
            trace.call(
                    "complex " + x,
                    () -> new Complex(x, 1.5)
                            .sqrt()
                            .multiply(new Complex(0.5, x))
                            .exp()
                            .atan());
        }
        trace.call("complex", () -> new ComplexFormat().parse("1.5 - 2i").nthRoot(3));
        trace.call("complex bad", () -> new ComplexFormat().parse("1.5 - "));
        trace.call(
                "big",
                () -> new BigFraction(22, 7).pow(-5).add(new BigFraction(0.1)).bigDecimalValue(20, 4));
        trace.call(
                "gcd",
                () -> ArithmeticUtils.gcd(123456L * 77, 7654321L * 77)
                        + ArithmeticUtils.lcm(12, 18)
                        + ArithmeticUtils.pow(3L, 20));
        trace.call("overflow", () -> ArithmeticUtils.mulAndCheck(1L << 40, 1L << 40));
        trace.call(
                "binomial", () -> CombinatoricsUtils.binomialCoefficient(60, 25) + CombinatoricsUtils.stirlingS2(8, 3));
        trace.call("binomial bad", () -> CombinatoricsUtils.binomialCoefficient(600, 250));
        trace.call("combinations", () -> {
            StringBuilder all = new StringBuilder();
            CombinatoricsUtils.combinationsIterator(5, 3).forEachRemaining(each -> all.append(Arrays.toString(each)));
            return all;
        });
        trace.call(
                "primes",
                () -> Primes.primeFactors(2 * 3 * 3 * 101 * 997) + " " + Primes.nextPrime(10_000)
                        + Primes.isPrime(7919));
    }

    private static void analysis(Trace trace) {
        trace.section("analysis");
        UnivariateFunction cubic = new PolynomialFunction(new double[] {-2, -5, 0, 1});
        trace.call("solve", () -> new BrentSolver(1e-12).solve(200, cubic, 1, 5, 2));
        trace.call("no bracket", () -> new BrentSolver().solve(200, cubic, 10, 11));
        trace.call("laguerre", () -> new LaguerreSolver().solveAllComplex(new double[] {-2, -5, 0, 1}, 0));
        trace.call("integrate", () -> new RombergIntegrator().integrate(5000, Math::sin, 0, 2));
        trace.call("gauss", () -> new GaussIntegratorFactory().legendre(7, 0, 2).integrate(x -> x * x * x));
        trace.call("spline", () -> new SplineInterpolator().interpolate(XS, YS).value(2.2));
        trace.call("spline bad", () -> new SplineInterpolator().interpolate(new double[] {1, 1, 2}, new double[3]));
        trace.call("loess", () -> new LoessInterpolator(0.6, 2).smooth(XS, YS));
        trace.call(
                "derivative",
                () -> new DerivativeStructure(2, 3, 0, 1.5)
                        .pow(3)
                        .multiply(new DerivativeStructure(2, 3, 1, 0.5).sin())
                        .getAllDerivatives());
        trace.call("ode", () -> {
            double[] y = {1, 0};
            new DormandPrince853Integrator(1e-8, 1, 1e-6, 1e-6)
                    .integrate(
                            new FirstOrderDifferentialEquations() {
                                @Override
                                public int getDimension() {
                                    return 2;
                                }

                                @Override
                                public void computeDerivatives(double t, double[] at, double[] slope) {
                                    slope[0] = at[1];
                                    slope[1] = -at[0];
                                }
                            },
                            0,
                            y,
                            1,
                            y);
            return y;
        });
        trace.call(
                "simplex",
                () -> new SimplexSolver()
                        .optimize(
                                new MaxEval(100),
                                new LinearObjectiveFunction(new double[] {3, 2}, 1),
                                new LinearConstraintSet(
                                        new LinearConstraint(new double[] {1, 1}, Relationship.LEQ, 4),
                                        new LinearConstraint(new double[] {1, 3}, Relationship.LEQ, 6)),
                                GoalType.MAXIMIZE)
                        .getPoint());
        trace.call("fit", () -> {
            WeightedObservedPoints points = new WeightedObservedPoints();
            for (int i = 0; i < XS.length; i++) {
                points.add(XS[i], YS[i]);
            }
            return PolynomialCurveFitter.create(2).fit(points.toList());
        });
    }

    private static void linear(Trace trace) {
        trace.section("linear");
        for (RealMatrix matrix : new RealMatrix[] {new Array2DRowRealMatrix(SQUARE), new BlockRealMatrix(SQUARE)}) {
            trace.call("lu", () -> new LUDecomposition(matrix).getSolver().getInverse());
            trace.call("qr", () -> new QRDecomposition(matrix).getQ());
            trace.call("cholesky", () -> new CholeskyDecomposition(matrix).getDeterminant());
            trace.call("eigen", () -> new EigenDecomposition(matrix).getRealEigenvalues());
            trace.call("svd", () -> new SingularValueDecomposition(matrix).getConditionNumber());
            trace.call("power", () -> matrix.power(5).transpose().add(matrix).getSubMatrix(0, 1, 1, 3));
            trace.call("mismatch", () -> matrix.multiply(matrix.getSubMatrix(0, 1, 0, 1)));
            trace.call(
                    "singular",
                    () -> new LUDecomposition(matrix.scalarMultiply(0))
                            .getSolver()
                            .getInverse());
        }
        trace.call(
                "asymmetric",
                () -> new EigenDecomposition(
                                new Array2DRowRealMatrix(new double[][] {{0, 1, 2}, {-1, 0, 3}, {1, 1, 1}}))
                        .getImagEigenvalues());
        trace.call(
                "not definite",
                () -> new CholeskyDecomposition(new Array2DRowRealMatrix(new double[][] {{1, 2}, {2, 1}})));
        trace.call(
                "fft", () -> new FastFourierTransformer(DftNormalization.UNITARY).transform(XS, TransformType.FORWARD));
        trace.call(
                "fft bad",
                () -> new FastFourierTransformer(DftNormalization.UNITARY)
                        .transform(new double[3], TransformType.FORWARD));
        trace.call("convolve", () -> MathArrays.convolve(XS, YS));
        trace.call("sort", () -> {
            double[] x = YS.clone();
            double[] y = XS.clone();
            MathArrays.sortInPlace(x, y);
            return new double[][] {x, y};
        });
        trace.call(
                "combination",
                () -> MathArrays.linearCombination(XS, YS) + MathArrays.linearCombination(1e16, 1, -1e16, 1, 1, 1));
    }

    private static void statistics(Trace trace) {
        trace.section("statistics");
        trace.call(
                "normal",
                () -> new NormalDistribution(1, 2).inverseCumulativeProbability(0.3)
                        + new NormalDistribution().cumulativeProbability(-1, 2));
        trace.call("t", () -> new TDistribution(5).cumulativeProbability(1.2));
        trace.call("beta", () -> new BetaDistribution(2, 3.5).inverseCumulativeProbability(0.25));
        trace.call("gamma", () -> new GammaDistribution(new Well1024a(5), 2, 3, 1e-9).sample(4));
        trace.call("binomial", () -> new BinomialDistribution(20, 0.3).inverseCumulativeProbability(0.6));
        trace.call("bad", () -> new NormalDistribution(0, -1));
        trace.call(
                "describe",
                () -> new DescriptiveStatistics(YS).toString()
                        + StatUtils.percentile(YS, 33)
                        + Arrays.toString(StatUtils.mode(YS)));
        trace.call("rank", () -> new SpearmansCorrelation().correlation(XS, YS));
        trace.call("ks", () -> new KolmogorovSmirnovTest().kolmogorovSmirnovTest(XS, YS));
        trace.call("regress", () -> {
            OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
            regression.newSampleData(
                    new double[] {1, 2, 3, 4, 9}, new double[][] {{1, 0}, {2, 1}, {3, 5}, {4, 4}, {5, 1}});
            return regression.estimateRegressionParameters();
        });
        trace.call(
                "twister",
                () -> new MersenneTwister(42).nextLong()
                        + new ISAACRandom(7).nextInt()
                        + new Well1024a(3).nextGaussian());
        trace.call("sobol", () -> new SobolSequenceGenerator(3).skipTo(7));
    }

    private static void others(Trace trace) {
        trace.section("others");
        trace.call(
                "rotation",
                () -> new Rotation(new Vector3D(1, 2, 3), 0.7)
                        .applyTo(new Rotation(Vector3D.PLUS_I, 0.2))
                        .applyTo(new Vector3D(0.3, -1, 2)));
        trace.call(
                "hull",
                () -> new MonotoneChain()
                        .findHullVertices(Arrays.asList(
                                new Vector2D(0, 0),
                                new Vector2D(1, 0),
                                new Vector2D(0.5, 0.4),
                                new Vector2D(1, 1),
                                new Vector2D(0, 1))));
        trace.call("normalize", () -> Vector3D.ZERO.normalize());
    }
}

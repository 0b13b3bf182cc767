apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  replicas: {{ .Values.replicas }}
  selector:
    matchLabels:
      app: {{ .Release.Name }}
  strategy:
    rollingUpdate:
      maxUnavailable: 1
      maxSurge: 0
  template:
    metadata:
      labels:
        app: {{ .Release.Name }}
    spec:
      terminationGracePeriodSeconds: 30
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        fsGroup: 1000
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app: {{ .Release.Name }}
      containers:
        - name: domus
          image: {{ .Values.image | quote }}
          ports:
            - name: http
              containerPort: 3000
          env:
            - name: NODE_ENV
              value: production
            - name: HOST
              value: 0.0.0.0
            - name: PORT
              value: "3000"
            - name: DEMO
              value: "off"
            - name: DATABASE_URL
              valueFrom:
                secretKeyRef:
                  name: {{ .Values.secret }}
                  key: DATABASE_URL
            - name: SECRET_KEY
              valueFrom:
                secretKeyRef:
                  name: {{ .Values.secret }}
                  key: SECRET_KEY
            - name: ADMIN_PASSWORD
              valueFrom:
                secretKeyRef:
                  name: {{ .Values.secret }}
                  key: ADMIN_PASSWORD
            - name: PUBLIC_URL
              value: https://{{ .Values.domain }}
            - name: TRUSTED_PROXIES
              value: {{ .Values.trustedProxies | quote }}
          # No liveness by the database: a process that waits for it is well, only not ready.
          readinessProbe:
            httpGet:
              path: /api/health
              port: http
            periodSeconds: 2
            timeoutSeconds: 2
          startupProbe:
            httpGet:
              path: /api/health
              port: http
            periodSeconds: 2
            failureThreshold: 60
          livenessProbe:
            tcpSocket:
              port: http
            periodSeconds: 10
          resources:
            requests:
              cpu: {{ .Values.cpu | quote }}
              memory: {{ .Values.memory | quote }}
            limits:
              memory: {{ .Values.memory | quote }}
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        # With a database elsewhere the data folder holds nothing but a lock.
        - name: data
          emptyDir: {}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
spec:
  selector:
    app: {{ .Release.Name }}
  ports:
    - name: http
      port: 3000
      targetPort: http
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .Release.Name }}
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app: {{ .Release.Name }}

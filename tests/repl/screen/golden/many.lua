-- More tasks than rows.
for i = 1, 12 do spawn("t" .. i, sleep, i) end
sleep(100)

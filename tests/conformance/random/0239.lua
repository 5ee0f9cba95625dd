-- random program 239
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  sleep(2)
  say("w1 2")
  sleep(2)
  say("w1 4")
  do local ok, e = pcall(timeout, 0, function()
    say("w1 7")
    current():cancel()
    ev:wait()
    say("w1 10 ev")
  end)
    if is(e, Timeout) then say("w1 5 timeout") elseif not ok then error(e, 0) end end
  local function f12()
    say("w1.f12 13")
    local function f15()
      say("w1.f12.f15 16")
      ev:set()
      error("E18", 0)
    end
    do local ok, e = pcall(function() say("w1.f12 14 " .. wait_for(1, spawn("f15", f15))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f12 14 err " .. kind(e)) else error(e, 0) end end end
    return "f12"
  end
  do local ok, e = pcall(function() say("w1 11 " .. wait_for(3, spawn("f12", f12))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 11 err " .. kind(e)) else error(e, 0) end end end
  say("w1 20")
  say("w1 21 end")
end
local function w2()
  do local ok, e = pcall(function()
    sleep(2)
    say("w2 24")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2 25 ok") elseif type(e) == "string" then say("w2 25 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w2 22 cancelled err")
      error("X22", 0)
    elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 1, function()
    if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  end)
    if is(e, Timeout) then say("w2 26 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w2 29 in")
    sleep(0)
    say("w2 31")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 32 ok") elseif type(e) == "string" then say("w2 32 err " .. kind(e)) else error(e, 0) end end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 33 ok") elseif type(e) == "string" then say("w2 33 err " .. kind(e)) else error(e, 0) end end
  end
  sleep(2)
  say("w2 35")
  ev:wait()
  say("w2 37 ev")
  say("w2 38 end")
end
local function w3()
  sleep(3)
  say("w3 40")
  do local _ <close> = defer(function()
    sleep(3)
    say("w3 41 finally")
  end)
    current():cancel()
    local function f44()
      say("w3.f44 45")
      sleep(1)
      say("w3.f44 47")
      if T.w4 then say("w3.f44 cancels w4 " .. yn(T.w4:cancel())) end
      return "f44"
    end
    local function f49()
      say("w3.f49 50")
      if T.w1 then say("w3.f49 cancels w1 " .. yn(T.w1:cancel())) end
      say("w3.f49 53")
      error("E54", 0)
    end
    do local dn, pn = wait({ spawn("f44", f44), spawn("f49", f49) }, { return_when = "first", timeout = 1 })
      say("w3 43 done " .. #dn .. " pending " .. #pn) end
  end
  say("w3 count " .. current():cancelling())
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  q:put(57)
  say("w3 58 put 57")
  say("w3 59 end")
end
local function w4()
  sleep(1)
  say("w4 61")
  if T.w3 then say("w4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 64")
  say("w4 65 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(10)
say('main ends')

-- random program 101
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
  sleep(5)
  say("w1 2")
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  say("w1 barrier " .. br:wait())
  if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  local function f7()
    say("w1.f7 8")
    do local _ <close> = lk:hold()
      say("w1.f7 10 in")
      sleep(1)
      say("w1.f7 12")
      if not q:full() then q:put_nowait(13) end
    end
    error("E14", 0)
  end
  local function f15()
    say("w1.f15 16")
    local function f18()
      say("w1.f15.f18 19")
      do local _ <close> = defer(function()
        say("w1.f15.f18 20 finally")
      end)
        if not q:full() then q:put_nowait(21) end
      end
      return "f18"
    end
    local function f22()
      say("w1.f15.f22 23")
      do local ok, e = pcall(timeout, 3, function()
        sleep(0)
        say("w1.f15.f22 26")
        if T.w3 then say("w1.f15.f22 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Timeout) then say("w1.f15.f22 24 timeout") elseif not ok then error(e, 0) end end
      return "f22"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f18", f18)
      tg:spawn("f22", f22)
    end)
      if is(e, ErrorGroup) then say("w1.f15 17 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 2, function()
      do local ok, e = pcall(timeout, 0, function()
        if not q:empty() then say("w1.f15 took " .. q:get_nowait()) end
        say("w1.f15 32")
      end)
        if is(e, Timeout) then say("w1.f15 29 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w1.f15 28 timeout") elseif not ok then error(e, 0) end end
    return "f15"
  end
  local function f33()
    say("w1.f33 34")
    local function f36()
      say("w1.f33.f36 37")
      say("w1.f33.f36 39")
      do local _ <close> = sm:hold()
        say("w1.f33.f36 41 in")
        say("w1.f33.f36 got " .. q:get())
        say("w1.f33.f36 44")
        ev:clear()
      end
      return "f36"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f36", f36)
      do local ok, e = pcall(timeout, 1, function()
        sleep(1)
        say("w1.f33 48")
        if not q:full() then q:put_nowait(49) end
      end)
        if is(e, Timeout) then say("w1.f33 46 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, ErrorGroup) then say("w1.f33 35 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f33"
  end
  do local ok, e = pcall(function() say("w1 6 got " .. table.concat({ gather { spawn("f7", f7), spawn("f15", f15), spawn("f33", f33) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 6 err " .. kind(e)) else error(e, 0) end end end
  say("w1 50 end")
end
local function w2()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 51 ok") elseif type(e) == "string" then say("w2 51 err " .. kind(e)) else error(e, 0) end end
  q:put(52)
  say("w2 53 put 52")
  local function f55()
    say("w2.f55 56")
    say("w2.f55 got " .. q:get())
    say("w2.f55 count " .. current():cancelling())
    error("E59", 0)
  end
  local function f60()
    say("w2.f60 61")
    sleep(0)
    say("w2.f60 63")
    return "f60"
  end
  local function f64()
    say("w2.f64 65")
    if T.w1 then say("w2.f64 cancels w1 " .. yn(T.w1:cancel())) end
    if T.w4 then say("w2.f64 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    sleep(1)
    say("w2.f64 69")
    return "f64"
  end
  do local ok, e = pcall(function() say("w2 54 got " .. table.concat({ gather { spawn("f55", f55), spawn("f60", f60), spawn("f64", f64) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 54 err " .. kind(e)) else error(e, 0) end end end
  sleep(5)
  say("w2 71")
  say("w2 72 end")
end
local function w3()
  ev:clear()
  sleep(1)
  say("w3 75")
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w3 78 woken")
  end
  sleep(0)
  say("w3 80")
  say("w3 81 end")
end
local function w4()
  do local ok, e = pcall(function()
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
  end)
    if is(e, Cancelled) then say("w4 82 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  sleep(1)
  say("w4 85")
  ev:wait()
  say("w4 87 ev")
  ev:clear()
  say("w4 89 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(2)
sleep(5)
if not q:empty() then q:get_nowait() end
say('main cancels w2 ' .. yn(T.w2:cancel()))
sleep(5)
say('main ends')

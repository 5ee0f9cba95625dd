-- random program 137
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
  do local _ <close> = sm:hold()
    say("w1 3 in")
    do local ok, e = pcall(timeout, 5, function()
      do local ok, e = pcall(timeout, 5, function()
        sleep(2)
        say("w1 7")
        say("w1 count " .. current():cancelling())
      end)
        if is(e, Timeout) then say("w1 5 timeout") elseif not ok then error(e, 0) end end
      say("w1 10")
    end)
      if is(e, Timeout) then say("w1 4 timeout") elseif not ok then error(e, 0) end end
  end
  say("w1 size " .. q:size())
  say("w1 12 end")
end
local function w2()
  ev:wait()
  say("w2 14 ev")
  do local _ <close> = defer(function()
    say("w2 15 finally")
  end)
    do local _ <close> = sm:hold()
      say("w2 17 in")
      local function f19()
        say("w2.f19 20")
        q:put(21)
        say("w2.f19 22 put 21")
        say("w2.f19 24")
        return "f19"
      end
      local function f25()
        say("w2.f25 26")
        sleep(2)
        say("w2.f25 28")
        current():cancel()
        error("E30", 0)
      end
      do local ok, e = pcall(function() say("w2 18 got " .. table.concat({ gather { spawn("f19", f19), spawn("f25", f25) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2 18 err " .. kind(e)) else error(e, 0) end end end
    end
  end
  say("w2 31 end")
end
local function w3()
  local function f33()
    say("w3.f33 34")
    local function f36()
      say("w3.f33.f36 37")
      sleep(1)
      say("w3.f33.f36 39")
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w3.f33.f36 40 ok") elseif type(e) == "string" then say("w3.f33.f36 40 err " .. kind(e)) else error(e, 0) end end
      return "f36"
    end
    local function f41()
      say("w3.f33.f41 42")
      say("w3.f33.f41 44")
      sleep(2)
      say("w3.f33.f41 46")
      ev:set()
      error("E48", 0)
    end
    local function f49()
      say("w3.f33.f49 50")
      if T.w2 then say("w3.f33.f49 cancels w2 " .. yn(T.w2:cancel())) end
      if T.w4 then say("w3.f33.f49 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      ev:set()
      return "f49"
    end
    do local dn, pn = wait({ spawn("f36", f36), spawn("f41", f41), spawn("f49", f49) }, { return_when = "first", timeout = 1 })
      say("w3.f33 35 done " .. #dn .. " pending " .. #pn) end
    sleep(2)
    say("w3.f33 55")
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w3.f33 56 ok") elseif type(e) == "string" then say("w3.f33 56 err " .. kind(e)) else error(e, 0) end end
    return "f33"
  end
  local function f57()
    say("w3.f57 58")
    say("w3.f57 count " .. current():cancelling())
    sleep(1)
    say("w3.f57 61")
    if not q:empty() then say("w3.f57 took " .. q:get_nowait()) end
    error("E63", 0)
  end
  local function f64()
    say("w3.f64 65")
    say("w3.f64 67")
    sleep(0)
    say("w3.f64 69")
    say("w3.f64 got " .. q:get())
    return "f64"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f33", f33)
    tg:spawn("f57", f57)
    tg:spawn("f64", f64)
    ev:wait()
    say("w3 72 ev")
    if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
    sleep(1)
    say("w3 75")
  end)
    if is(e, ErrorGroup) then say("w3 32 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(1)
  say("w3 77")
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 78 ok") elseif type(e) == "string" then say("w3 78 err " .. kind(e)) else error(e, 0) end end
  sleep(2)
  say("w3 80")
  say("w3 81 end")
end
local function w4()
  sleep(2)
  say("w4 83")
  local function f85()
    say("w4.f85 86")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w4.f85 88 woken")
    end
    say("w4.f85 barrier " .. br:wait())
    say("w4.f85 got " .. q:get())
    error("E91", 0)
  end
  local function f92()
    say("w4.f92 93")
    sleep(3)
    say("w4.f92 95")
    ev:wait()
    say("w4.f92 97 ev")
    return "f92"
  end
  do local dn, pn = wait({ spawn("f85", f85), spawn("f92", f92) }, { return_when = "first", timeout = nil })
    say("w4 84 done " .. #dn .. " pending " .. #pn) end
  say("w4 98 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
say('main cancels w1 ' .. yn(T.w1:cancel()))
ev:set()
sleep(5)
say('main ends')

-- random program 268
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  say("w1 got " .. q:get())
  say("w1 3")
  say("w1 4 end")
end
local function w2()
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  ev:wait()
  say("w2 8 ev")
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 10 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w3 12 woken")
  end
  do local ok, e = pcall(timeout, 1, function()
    local function f15()
      say("w3.f15 16")
      do local _ <close> = sm:hold()
        say("w3.f15 18 in")
        ev:set()
      end
      error("E20", 0)
    end
    do local ok, e = pcall(function() say("w3 14 " .. wait_for(2, spawn("f15", f15))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 14 err " .. kind(e)) else error(e, 0) end end end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
  end)
    if is(e, Timeout) then say("w3 13 timeout") elseif not ok then error(e, 0) end end
  local function f23()
    say("w3.f23 24")
    do local ok, e = pcall(timeout, 2, function()
      if not q:empty() then say("w3.f23 took " .. q:get_nowait()) end
    end)
      if is(e, Timeout) then say("w3.f23 25 timeout") elseif not ok then error(e, 0) end end
    local function f28()
      say("w3.f23.f28 29")
      if T.w1 then say("w3.f23.f28 cancels w1 " .. yn(T.w1:cancel())) end
      q:put(31)
      say("w3.f23.f28 32 put 31")
      do local ok, e = pcall(function()
        current():cancel()
      end)
        if is(e, Cancelled) then say("w3.f23.f28 33 cancelled swallow")
        elseif not ok then error(e, 0) end end
      return "f28"
    end
    local function f35()
      say("w3.f23.f35 36")
      do local _ <close> = sm:hold()
        say("w3.f23.f35 38 in")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3.f23.f35 39 ok") elseif type(e) == "string" then say("w3.f23.f35 39 err " .. kind(e)) else error(e, 0) end end
      end
      local function f41()
        say("w3.f23.f35.f41 42")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3.f23.f35.f41 43 ok") elseif type(e) == "string" then say("w3.f23.f35.f41 43 err " .. kind(e)) else error(e, 0) end end
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3.f23.f35.f41 44 ok") elseif type(e) == "string" then say("w3.f23.f35.f41 44 err " .. kind(e)) else error(e, 0) end end
        error("E45", 0)
      end
      local function f46()
        say("w3.f23.f35.f46 47")
        sleep(2)
        say("w3.f23.f35.f46 49")
        error("E50", 0)
      end
      do local ok, e = pcall(function() say("w3.f23.f35 40 got " .. table.concat({ gather { spawn("f41", f41), spawn("f46", f46) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w3.f23.f35 40 err " .. kind(e)) else error(e, 0) end end end
      return "f35"
    end
    local function f51()
      say("w3.f23.f51 52")
      if not q:full() then q:put_nowait(53) end
      do local ok, e = pcall(timeout, 0, function()
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        sleep(2)
        say("w3.f23.f51 57")
      end)
        if is(e, Timeout) then say("w3.f23.f51 54 timeout") elseif not ok then error(e, 0) end end
      say("w3.f23.f51 barrier " .. br:wait())
      error("E59", 0)
    end
    do local dn, pn = wait({ spawn("f28", f28), spawn("f35", f35), spawn("f51", f51) }, { return_when = "first", timeout = 1 })
      say("w3.f23 27 done " .. #dn .. " pending " .. #pn) end
    return "f23"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f23", f23)
  end)
    if is(e, ErrorGroup) then say("w3 22 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w3 60 end")
end
local function w4()
  if T.w5 then say("w4 cancels w5 " .. yn(T.w5:cancel())) end
  do local _ <close> = lk:hold()
    say("w4 63 in")
    do local ok, e = pcall(timeout, 1, function()
      local function f66()
        say("w4.f66 67")
        if T.w5 then say("w4.f66 cancels w5 " .. yn(T.w5:cancel())) end
        q:put(69)
        say("w4.f66 70 put 69")
        return "f66"
      end
      local function f71()
        say("w4.f71 72")
        ev:set()
        sleep(0)
        say("w4.f71 75")
        return "f71"
      end
      local function f76()
        say("w4.f76 77")
        sleep(1)
        say("w4.f76 79")
        return "f76"
      end
      for _, x in ipairs(gather({ spawn("f66", f66), spawn("f71", f71), spawn("f76", f76) }, { return_errors = true })) do
        say("w4 65 " .. (x.ok and x.value or kind(x.error)))
      end
      say("w4 81")
      if not q:empty() then say("w4 took " .. q:get_nowait()) end
    end)
      if is(e, Timeout) then say("w4 64 timeout") elseif not ok then error(e, 0) end end
  end
  say("w4 84")
  sleep(3)
  say("w4 86")
  q:put(87)
  say("w4 88 put 87")
  say("w4 89 end")
end
local function w5()
  say("w5 91")
  q:put(92)
  say("w5 93 put 92")
  ev:clear()
  say("w5 95 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(0)
sleep(10)
say('main ends')

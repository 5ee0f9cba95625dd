-- random program 2
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
  if T.w2 then say("w1 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 barrier " .. br:wait())
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  say("w1 4 end")
end
local function w2()
  local function f6()
    say("w2.f6 7")
    do local ok, e = pcall(timeout, 2, function()
      local function f10()
        say("w2.f6.f10 11")
        if T.w3 then say("w2.f6.f10 cancels w3 " .. yn(T.w3:cancel())) end
        ev:clear()
        say("w2.f6.f10 15")
        return "f10"
      end
      local function f16()
        say("w2.f6.f16 17")
        if T.w2 then say("w2.f6.f16 cancels w2 " .. yn(T.w2:cancel())) end
        if not q:full() then q:put_nowait(19) end
        return "f16"
      end
      for _, x in ipairs(gather({ spawn("f10", f10), spawn("f16", f16) }, { return_errors = true })) do
        say("w2.f6 9 " .. (x.ok and x.value or kind(x.error)))
      end
      local function f21()
        say("w2.f6.f21 22")
        sleep(1)
        say("w2.f6.f21 24")
        ev:set()
        say("w2.f6.f21 27")
        error("E28", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f21", f21)
        current():cancel()
        say("w2.f6 count " .. current():cancelling())
        sleep(3)
        say("w2.f6 32")
      end)
        if is(e, ErrorGroup) then say("w2.f6 20 " .. kind(e)) elseif not ok then error(e, 0) end end
      if not q:empty() then say("w2.f6 took " .. q:get_nowait()) end
    end)
      if is(e, Timeout) then say("w2.f6 8 timeout") elseif not ok then error(e, 0) end end
    return "f6"
  end
  local function f34()
    say("w2.f34 35")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f34 36 ok") elseif type(e) == "string" then say("w2.f34 36 err " .. kind(e)) else error(e, 0) end end
    say("w2.f34 got " .. q:get())
    return "f34"
  end
  local function f38()
    say("w2.f38 39")
    sleep(2)
    say("w2.f38 41")
    if T.w3 then say("w2.f38 cancels w3 " .. yn(T.w3:cancel())) end
    return "f38"
  end
  do local dn, pn = wait({ spawn("f6", f6), spawn("f34", f34), spawn("f38", f38) }, { return_when = "first", timeout = 1 })
    say("w2 5 done " .. #dn .. " pending " .. #pn) end
  say("w2 count " .. current():cancelling())
  say("w2 44 end")
end
local function w3()
  do local ok, e = pcall(function()
    do local ok, e = pcall(function() shield(T.w2) end)
      if ok then say("w3 46 ok") elseif type(e) == "string" then say("w3 46 err " .. kind(e)) else error(e, 0) end end
    local function f48()
      say("w3.f48 49")
      do local _ <close> = lk:hold()
        say("w3.f48 51 in")
        sleep(1)
        say("w3.f48 53")
        if T.w2 then say("w3.f48 cancels w2 " .. yn(T.w2:cancel())) end
        ev:wait()
        say("w3.f48 56 ev")
      end
      return "f48"
    end
    local function f57()
      say("w3.f57 58")
      say("w3.f57 count " .. current():cancelling())
      say("w3.f57 count " .. current():cancelling())
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w3.f57 61 ok") elseif type(e) == "string" then say("w3.f57 61 err " .. kind(e)) else error(e, 0) end end
      return "f57"
    end
    local function f62()
      say("w3.f62 63")
      if T.w3 then say("w3.f62 cancels w3 " .. yn(T.w3:cancel())) end
      return "f62"
    end
    do local ok, e = pcall(function() say("w3 47 got " .. table.concat({ gather { spawn("f48", f48), spawn("f57", f57), spawn("f62", f62) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w3 47 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Cancelled) then say("w3 45 cancelled swallow")
    elseif not ok then error(e, 0) end end
  if T.w1 then say("w3 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  q:put(66)
  say("w3 67 put 66")
  say("w3 69")
  say("w3 70 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(0)
sleep(30)
say('main ends')

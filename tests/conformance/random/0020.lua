-- random program 20
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  do local _ <close> = lk:hold()
    say("w1 2 in")
    q:put(3)
    say("w1 4 put 3")
    say("w1 6")
    do local ok, e = pcall(timeout, 2, function()
      sleep(1)
      say("w1 9")
    end)
      if is(e, Timeout) then say("w1 7 timeout") elseif not ok then error(e, 0) end end
  end
  do local _ <close> = lk:hold()
    say("w1 11 in")
    local function f13()
      say("w1.f13 14")
      if not q:empty() then say("w1.f13 took " .. q:get_nowait()) end
      if not q:full() then q:put_nowait(16) end
      return "f13"
    end
    local function f17()
      say("w1.f17 18")
      do local _ <close> = lk:hold()
        say("w1.f17 20 in")
        if not q:empty() then say("w1.f17 took " .. q:get_nowait()) end
        sleep(5)
        say("w1.f17 23")
      end
      local function f25()
        say("w1.f17.f25 26")
        sleep(1)
        say("w1.f17.f25 28")
        error("E29", 0)
      end
      local function f30()
        say("w1.f17.f30 31")
        sleep(1)
        say("w1.f17.f30 33")
        return "f30"
      end
      do local ok, e = pcall(function() say("w1.f17 24 got " .. table.concat({ gather { spawn("f25", f25), spawn("f30", f30) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f17 24 err " .. kind(e)) else error(e, 0) end end end
      say("w1.f17 35")
      return "f17"
    end
    do local dn, pn = wait({ spawn("f13", f13), spawn("f17", f17) }, { return_when = "first", timeout = nil })
      say("w1 12 done " .. #dn .. " pending " .. #pn) end
    say("w1 37")
  end
  say("w1 38 end")
end
local function w2()
  if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 40 ok") elseif type(e) == "string" then say("w2 40 err " .. kind(e)) else error(e, 0) end end
  sleep(0)
  say("w2 42")
  say("w2 size " .. q:size())
  say("w2 44 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  do local _ <close> = lk:hold()
    say("w3 47 in")
    do local ok, e = pcall(function()
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      q:put(50)
      say("w3 51 put 50")
      q:put(52)
      say("w3 53 put 52")
    end)
      if is(e, Cancelled) then say("w3 48 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 0, function()
      ev:clear()
      local function f57()
        say("w3.f57 58")
        ev:set()
        sleep(0)
        say("w3.f57 61")
        return "f57"
      end
      local function f62()
        say("w3.f62 63")
        sleep(1)
        say("w3.f62 65")
        sleep(0)
        say("w3.f62 67")
        return "f62"
      end
      do local dn, pn = wait({ spawn("f57", f57), spawn("f62", f62) }, { return_when = "first", timeout = 0 })
        say("w3 56 done " .. #dn .. " pending " .. #pn) end
      do local ok, e = pcall(timeout, 3, function()
        say("w3 70")
        sleep(0)
        say("w3 72")
        if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
      end)
        if is(e, Timeout) then say("w3 68 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w3 54 timeout") elseif not ok then error(e, 0) end end
    say("w3 75")
  end
  sleep(0)
  say("w3 77")
  sleep(2)
  say("w3 79")
  say("w3 80 end")
end
local function w4()
  sleep(1)
  say("w4 82")
  sleep(0)
  say("w4 84")
  if not q:full() then q:put_nowait(85) end
  if T.w1 then say("w4 cancels w1 " .. yn(T.w1:cancel())) end
  say("w4 87 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(5)
sleep(1)
sleep(5)
say('main ends')
